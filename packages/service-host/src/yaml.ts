export { faultText } from './fault-text.ts';
export { schemaFaults } from './schema-faults.ts';
export { FileFaults, readText, YamlSource, type FileFault, type Place } from './yaml-source.ts';
