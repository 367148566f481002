import { readFileSync, statSync } from 'node:fs';
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';

/** A place in a file, as people and editors count: from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** How many characters of that line are meant. */
  readonly length: number;
}

/** Something that is wrong with a file, and where. */
export interface FileFault {
  readonly file: string;
  readonly place?: Place | undefined;
  /** Keys to the faulty value, joined by dots. */
  readonly path: string;
  readonly message: string;
}

/** Everything that is wrong with the files of one question. */
export class FileFaults extends Error {
  override readonly name = 'FileFaults';
  readonly code = 'bad-file';
  readonly faults: readonly FileFault[];
  /** The text of each file that could be read, to show the faulty line. */
  readonly texts: ReadonlyMap<string, string>;
  constructor(faults: readonly FileFault[], texts: ReadonlyMap<string, string>) {
    super(faults.map((fault) => fault.message).join('; '));
    this.faults = faults;
    this.texts = texts;
  }
}

/** More than any line needs, and little enough to be read in no time. */
const maxFileBytes = 1_048_576;

/** The text of a file. Throws `FileFaults` for one that is not there, cannot be read, or is too large. */
export function readText(file: string): string {
  const fault = (message: string) => new FileFaults([{ file, path: '', message }], new Map());
  try {
    const status = statSync(file);
    if (status.isDirectory()) throw fault('is a folder, not a file');
    if (status.size > maxFileBytes) throw fault(`is larger than ${maxFileBytes} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof FileFaults) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw fault(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(error)})`);
  }
}

/** A parsed file that knows where each of its values stands. */
export class YamlSource {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  private constructor(file: string, text: string, document: Document.Parsed, lines: LineCounter, value: unknown) {
    this.file = file;
    this.text = text;
    this.value = value;
    this.#document = document;
    this.#lines = lines;
  }

  /** Throws `FileFaults` when it is not YAML, or is YAML that blows itself up. */
  static parse(file: string, text: string): YamlSource {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true, uniqueKeys: true });
    const faults = document.errors.map((error): FileFault => {
      const from = lines.linePos(error.pos[0]);
      const length = Math.max(1, Math.min(error.pos[1] - error.pos[0], 40));
      return {
        file,
        place: { line: from.line, column: from.col, length },
        path: '',
        message: `is not YAML: ${error.message}`,
      };
    });
    if (faults.length > 0) throw new FileFaults(faults, new Map([[file, text]]));
    try {
      return new YamlSource(file, text, document, lines, document.toJS({ maxAliasCount: 100 }));
    } catch (error) {
      const message = `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      throw new FileFaults([{ file, path: '', message }], new Map([[file, text]]));
    }
  }

  /** Where the value (or, `atKey`, its key) at `path` stands; the nearest place above it when it is missing. */
  place(path: readonly (string | number)[], atKey: boolean): Place | undefined {
    const found = this.#find(path, atKey);
    if (found?.range == null) return undefined;
    const { line, col } = this.#lines.linePos(found.range[0]);
    const width = Math.max(1, found.range[1] - found.range[0]);
    const lineText = this.text.split('\n')[line - 1] ?? '';
    return { line, column: col, length: Math.max(1, Math.min(width, lineText.trimEnd().length - col + 1)) };
  }

  #find(path: readonly (string | number)[], atKey: boolean): Node | undefined {
    let at: unknown = this.#document.contents;
    let key: unknown = at;
    for (const step of path) {
      const next = below(at, step);
      if (next === undefined) return asNode(key) ?? asNode(at);
      ({ key, value: at } = next);
    }
    return (atKey ? asNode(key) : undefined) ?? asNode(at) ?? asNode(key);
  }
}

function below(at: unknown, step: string | number): { key: unknown; value: unknown } | undefined {
  if (isSeq(at)) {
    const item = typeof step === 'number' ? at.items[step] : undefined;
    return item === undefined ? undefined : { key: item, value: item };
  }
  if (!isMap(at)) return undefined;
  const pair = at.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value ?? pair.key };
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}
