// Loaded when a file is saved or brought in: reading one weighs more than all of the page.
export { bringInRecord, exportRecordJson } from '#progress';
