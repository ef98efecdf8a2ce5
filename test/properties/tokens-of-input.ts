import { CfnResource, Stack, Tokenization } from 'aws-cdk-lib';

/** Where the CDK keeps the tokens of a process. */
interface TokenMap {
  stringTokenMap: Map<string, unknown>;
  numberTokenMap: Map<number, unknown>;
}

/** A map over another one, which it does not change. */
class LayerOver<K, V> extends Map<K, V> {
  constructor(private readonly base: Map<K, V>) {
    super();
  }

  public get(key: K): V | undefined {
    return super.get(key) ?? this.base.get(key);
  }
}

/** By then every module has made the tokens that it keeps. */
const WARM_UP = 500;
let inputs = 0;
let lasting: TokenMap | undefined;

/**
 * Forgets the tokens of earlier inputs. The CDK keeps each token of a process, and with it the whole app, so memory would run out, and
 * the garbage collector would take ever more of the time.
 */
export function forgetTokens(): void {
  const map: TokenMap = (global as any).__cdkTokenMap;
  inputs += 1;
  if (inputs === WARM_UP) {
    // The table of all references is by their constructs.
    Object.assign(Tokenization.reverse(new CfnResource(new Stack(), 'Any', { type: 'Any' }).ref)!.constructor, { referenceTable: new WeakMap() });
    lasting = { stringTokenMap: map.stringTokenMap, numberTokenMap: map.numberTokenMap };
  }
  if (lasting) {
    map.stringTokenMap = new LayerOver(lasting.stringTokenMap);
    map.numberTokenMap = new LayerOver(lasting.numberTokenMap);
  }
}

/** Whether an error is due to a forgotten token. */
export function isForgottenToken(error: Error): boolean {
  return /Unrecognized token key|unknown number Token/.test(error.message);
}
