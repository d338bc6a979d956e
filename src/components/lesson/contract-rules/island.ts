import styles from '../instrument/instrument.css?url';

export { ContractRules as Island } from './ContractRules.tsx';
export const sheets = [styles];
