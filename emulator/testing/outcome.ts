export const ALLOWED = 'allowed';

/** The outcome of a call: allowed, or the error's code, so that no other failure passes for a denial. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return ALLOWED;
  } catch (error) {
    return (error as Error).name;
  }
}

export async function messageOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the call was allowed');
}
