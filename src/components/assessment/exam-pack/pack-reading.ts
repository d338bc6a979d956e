/** Reading and opening packs: fetched when there is a pack to read. */
export { openExamPack, readExamPack } from '#cohort';
