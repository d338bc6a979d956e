import styles from '../instrument/instrument.css?url';

export { PointerTracer as Island } from './PointerTracer.tsx';
export const sheets = [styles];
