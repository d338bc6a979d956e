export { RegradePage as Island } from './RegradePage.tsx';
