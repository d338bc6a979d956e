/** Reading, opening and auditing packs: fetched when there is a pack to read. */
export { auditPack, openExamPack, readExamPack, readRevealedDraw } from '#cohort';
