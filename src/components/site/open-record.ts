// By name, so that a lesson's page fetches what opens the record and nothing else of its zone.
export { openRecord } from '#progress';
