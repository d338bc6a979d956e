/** What reads an assignment; fetched by whoever has one. */
export { assignmentSha256, readAssignmentFragment, seedsByLink } from '#cohort';
