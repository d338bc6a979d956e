/** The variable that names, in each program of a real container, the process of the page from which it comes. */
export const ORIGIN = 'PLUMBLINE_ORIGIN';

/** Beside the tools: a folder for each such process, with a file for each program that runs for it, named by its number. */
export const RUNNING_FOLDER = 'running';
