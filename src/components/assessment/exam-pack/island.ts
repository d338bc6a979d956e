export { ExamPacks as Island } from './ExamPacks.tsx';
