export { Quiz as Island } from '../Quiz.tsx';
