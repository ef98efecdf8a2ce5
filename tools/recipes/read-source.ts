/** The text of a source, or why it could not be read. */
export interface SourceText {
  readonly url: string;
  readonly text?: string;
  /** The source is there no longer: the recipe needs another one. */
  readonly isGone?: boolean;
  /** Why it could not be read, which says nothing about the source. */
  readonly failure?: string;
}

const GONE = [404, 410];
const SECONDS = 30;

export async function readSource(url: string): Promise<SourceText> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(SECONDS * 1000) });
    if (GONE.includes(response.status)) {
      return { url, isGone: true };
    }
    return response.ok ? { url, text: await response.text() } : { url, failure: `HTTP status ${response.status}` };
  } catch (error) {
    const { message, cause } = error as Error;
    return { url, failure: cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : message };
  }
}
