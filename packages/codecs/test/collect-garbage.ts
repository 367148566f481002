import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Everything that nobody holds is gone when this returns; with `minor`, everything young: what is compiled stays so. */
export const collectGarbage = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;
