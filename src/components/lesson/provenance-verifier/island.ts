import styles from '../instrument/instrument.css?url';

export { ProvenanceVerifier as Island } from './ProvenanceVerifier.tsx';
export const sheets = [styles];
