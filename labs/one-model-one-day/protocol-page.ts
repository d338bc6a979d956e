import type { Story } from './stories.ts';

/** `docs/protocol.md`: what the service has to answer, with the names of the story. */
export function protocolPage({ model }: Story): string {
  return `# What the service answers

The Open Inference Protocol, as far as we use it. \`V\` is a version; without \`/versions/V\` the champion answers.

| request | answer |
| --- | --- |
| \`GET /v2/health/live\`, \`GET /v2/health/ready\` | 200; ready only when the champion can answer, else 503 |
| \`POST /v2/models/${model}[/versions/V]/infer\` | inference, see below |
| \`POST /v2/repository/models/${model}/load\` | reads \`models/\` again; 400 when that fails, and then all stays as it was |

**Models** lie in \`models/${model}/<version>/model.json\`, and \`models/${model}/aliases.json\` says which version is champion:
\`{"champion": "2"}\`. It is read at the start and at a load, not at each request.

**Inference**: \`inputs\` has one tensor \`features\` of datatype \`FP64\` and shape \`[N, 13]\`; its \`data\` is flat or nested to that
shape. It may have an \`id\`, which comes back, and \`parameters\`, which we do not use. The answer:

    {"id": "x", "model_name": "${model}", "model_version": "2", "outputs": [
      {"name": "p", "shape": [1], "datatype": "FP64", "data": [0.0966]},
      {"name": "decision", "shape": [1], "datatype": "BYTES", "data": ["approve"]}]}

\`decision\` is \`refer\` when p is at or above the threshold of *that version*, else \`approve\`.

**Errors**: \`{"error": "<text>"}\` with 404 for a model or version that is not there, 400 for any request that is not as above:
JSON has no NaN and no Infinity, a tensor of numbers holds no text, no null and no truth values, N is 1 or more, and nested
rows have the length that the shape says. A body of more than 1 MB is refused too (400 or 413).
`;
}
