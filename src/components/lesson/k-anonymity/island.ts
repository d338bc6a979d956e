import styles from '../instrument/instrument.css?url';

export { KAnonymity as Island } from './KAnonymity.tsx';
export const sheets = [styles];
