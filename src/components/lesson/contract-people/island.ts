import styles from '../instrument/instrument.css?url';

export { ContractPeople as Island } from './ContractPeople.tsx';
export const sheets = [styles];
