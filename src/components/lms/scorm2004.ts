import { runScormPage } from './scorm-page.ts';

runScormPage('2004');
