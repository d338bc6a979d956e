import type { APIRoute, GetStaticPaths } from 'astro';
import { readExamItems, readPrograms } from '#authoring';
import {
  examined,
  paperOfBank,
  type Examined,
} from '../../../components/assessment/exam/exam-sheet-of.ts';

export const getStaticPaths: GetStaticPaths = () =>
  examined(readPrograms())
    .filter(({ status }) => status === 'open')
    .map((program) => ({ params: { exam: program.id }, props: { program } }));

/** The questions of an open exam, fetched by its page when it is begun. */
export const GET: APIRoute<{ program: Examined }> = ({ props: { program } }) =>
  Response.json(paperOfBank(program, readExamItems()));
