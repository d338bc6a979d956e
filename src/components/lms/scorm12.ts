import { runScormPage } from './scorm-page.ts';

runScormPage('1.2');
