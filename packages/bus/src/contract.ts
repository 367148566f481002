export { brokerContract } from './contract/broker-contract.ts';
export type { ContractWorld } from './contract/contract-world.ts';
