import type { APIRoute, GetStaticPaths } from 'astro';
import { readQuizzes } from '#authoring';
import { quizBankOf } from '../../../../../components/assessment/quiz-bank-of.ts';

export const getStaticPaths: GetStaticPaths = () =>
  readQuizzes().map(({ id, course }) => ({ params: { course, quiz: id.split('/')[1] } }));

/** The questions of a quiz, fetched by its page. */
export const GET: APIRoute = ({ params: { course, quiz } }) =>
  Response.json(quizBankOf(`${course ?? ''}/${quiz ?? ''}`, readQuizzes()));
