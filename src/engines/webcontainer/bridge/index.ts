export { buildWebContainerAssets } from '../build-assets.ts';
export { machinePrograms, startBridge, type Bridge } from './bridge-server.ts';
