import styles from '../instrument/instrument.css?url';

export { HashPlayground as Island } from './HashPlayground.tsx';
export const sheets = [styles];
