import { againstReference, secondHalf } from './against-reference.ts';

for (const name of secondHalf) againstReference(name);
