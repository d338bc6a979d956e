import { artifactLines, type Artifact } from '#curriculum';

/** The file or output that an item is about. */
export function QuizArtifact({ artifact }: { readonly artifact: Artifact }) {
  return (
    <figure class="listing">
      <ArtifactName artifact={artifact} />
      <pre tabIndex={0}>{artifactLines(artifact.text ?? '').join('\n')}</pre>
    </figure>
  );
}

/** Its name, and what it is. */
export function ArtifactName({ artifact }: { readonly artifact: Artifact }) {
  return (
    <figcaption>
      <span>{artifact.name}</span>
      {artifact.note !== undefined && <span class="push">{artifact.note}</span>}
    </figcaption>
  );
}
