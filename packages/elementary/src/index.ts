export { exp, expm1, ln, ln1p } from './elementary.ts';
