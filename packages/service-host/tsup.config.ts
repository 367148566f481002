import { nodeLibrary } from '../../tsup.shared.ts';

export default nodeLibrary(['src/index.ts', 'src/yaml.ts']);
