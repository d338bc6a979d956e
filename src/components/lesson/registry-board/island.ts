import styles from '../instrument/instrument.css?url';

export { RegistryBoard as Island } from './RegistryBoard.tsx';
export const sheets = [styles];
