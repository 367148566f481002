import { configureGlobal } from 'fast-check';

// The same properties are tried in every run, so that a failure is a change of ours. FC_SEED=$RANDOM explores others.
configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_260_101) });
