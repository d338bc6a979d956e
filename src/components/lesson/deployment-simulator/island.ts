import styles from '../instrument/instrument.css?url';

export { DeploymentSimulator as Island } from './DeploymentSimulator.tsx';
export const sheets = [styles];
