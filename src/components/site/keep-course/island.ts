export { KeepCourse as Island } from './KeepCourse.tsx';
