import { service } from '../../tsup.shared.ts';

export default service(['src/main.ts', 'src/replication-worker.ts']);
