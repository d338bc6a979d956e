import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { shownName } from '../file-rows.ts';
import { fileOf } from './markdown-links.ts';

/** A Markdown file laid out for reading. HTML in it is shown as it is written, and what is not of the lab is no link. */
export function MarkdownPage({
  path,
  text,
  onOpen,
}: {
  readonly path: string;
  readonly text: string;
  /** A link to another file of the lab was chosen; its path from the lab's folder. */
  readonly onOpen: (path: string) => void;
}) {
  const tokens = useMemo(() => lexer(text), [text]);
  return (
    <div class="md story" tabIndex={0} role="region" aria-label={`${shownName(path)}, laid out`}>
      {blocks(tokens, { path, onOpen })}
    </div>
  );
}

interface Place {
  readonly path: string;
  readonly onOpen: (path: string) => void;
}

function blocks(tokens: readonly Token[], place: Place): ComponentChildren {
  return tokens.map((token) => block(token as MarkedToken, place));
}

function block(token: MarkedToken, place: Place): ComponentChildren {
  switch (token.type) {
    case 'heading': {
      // The page has its own heading of the first rank: the lab's title.
      const Heading = token.depth === 1 ? 'h2' : 'h3';
      return <Heading class={`md-h${token.depth}`}>{spans(token.tokens, place)}</Heading>;
    }
    case 'paragraph':
      return <p>{spans(token.tokens, place)}</p>;
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{blocks(token.tokens, place)}</blockquote>;
    case 'list':
      return listOf(token, place);
    case 'table':
      return tableOf(token, place);
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    case 'html':
      return <p class="mono">{token.text}</p>;
    default:
      return <p>{span(token, place)}</p>;
  }
}

function listOf({ ordered, start, items }: Tokens.List, place: Place): ComponentChildren {
  const entries = items.map((item) => (
    <li>
      {item.task && <span aria-hidden="true">{item.checked ? '☑ ' : '☐ '}</span>}
      {item.tokens.map((token) =>
        token.type === 'text'
          ? span(token as MarkedToken, place)
          : block(token as MarkedToken, place),
      )}
    </li>
  ));
  return ordered ? <ol start={start === '' ? 1 : start}>{entries}</ol> : <ul>{entries}</ul>;
}

function tableOf({ header, rows }: Tokens.Table, place: Place): ComponentChildren {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell) => (
            <th scope="col">{spans(cell.tokens, place)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{spans(cell.tokens, place)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function spans(tokens: readonly Token[] | undefined, place: Place): ComponentChildren {
  return tokens?.map((token) => span(token as MarkedToken, place));
}

function span(token: MarkedToken, place: Place): ComponentChildren {
  switch (token.type) {
    case 'text':
      return token.tokens ? spans(token.tokens, place) : token.text;
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{spans(token.tokens, place)}</strong>;
    case 'em':
      return <em>{spans(token.tokens, place)}</em>;
    case 'del':
      return <del>{spans(token.tokens, place)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return linkOf(token, place);
    default:
      return token.raw;
  }
}

function linkOf({ href, text, tokens }: Tokens.Link, place: Place): ComponentChildren {
  const words = spans(tokens, place);
  const target = fileOf(href, place.path);
  if (target !== undefined) {
    return (
      <button class="linklike" type="button" onClick={() => place.onOpen(target)}>
        {words}
      </button>
    );
  }
  // A file is a program's to write: an address is shown in full, and the learner decides where to take it.
  return text === href ? <code>{href}</code> : [words, ' (', <code>{href}</code>, ')'];
}
