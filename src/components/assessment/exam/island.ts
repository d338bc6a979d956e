export { Exam as Island } from './Exam.tsx';
