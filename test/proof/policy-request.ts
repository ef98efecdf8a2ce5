import { iamDate, ModelValues, ServiceRequest } from './action-request';
import { Key, unknownKey, Value, Words } from './keys';
import { anyCharacter, repeated } from './languages';
import { asList } from './patterns';
import { ResourcePolicyDecision } from './policy';
import { Context } from '../support/policy-engine';

/** A condition key of which a proof knows nothing but how policies compare it. */
interface FreeKey {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'number' | 'date';
  /** How many values the request can have: as many as conditions can tell apart. Undefined for a key of one value. */
  readonly values?: number;
}

/**
 * Any call of an action on a resource of one service, whatever its resource policy says. The condition keys that no other request knows
 * have any value, or none.
 */
export class PolicyRequest extends ServiceRequest {
  private readonly freeKeys: Map<string, { readonly key: FreeKey; readonly known: Key }>;
  public readonly resourcePolicy: ResourcePolicyDecision = {
    toSession: this.boolean('resourcePolicyAllowsSession'), toRole: this.boolean('resourcePolicyAllowsRole'),
  };

  constructor(service: string, policies: object[], userName?: string) {
    super(service, { userName });
    this.freeKeys = new Map(freeKeysOf(policies).map((key, i) => [key.name.toLowerCase(), { key, known: this.known(key, i) }]));
  }

  protected override otherKey(name: string): Key {
    return this.freeKeys.get(name.toLowerCase())?.known ?? unknownKey(name);
  }

  protected override otherContext({ isTrue, numberOf, examples }: ModelValues): Context {
    return Object.fromEntries([...this.freeKeys.values()].map(({ key, known }) => {
      const values = (known.values as Value<any>[]).filter(({ present }) => isTrue(present)).map(({ value }) => {
        switch (key.type) {
          case 'string': return examples.get(value)!;
          case 'boolean': return String(isTrue(value));
          case 'number': return String(numberOf(value));
          case 'date': return iamDate(numberOf(value));
        }
      });
      return [key.name, values.length === 0 ? undefined : key.values ? values : values[0]];
    }));
  }

  private known({ type, values }: FreeKey, index: number): Key {
    const each = Array.from({ length: values ?? 1 }, (_, i) => `key${index}_${i}`);
    const value = <T>(make: (name: string) => T) => each.map((name): Value<T> => ({ present: this.boolean(`${name}_present`), value: make(name) }));
    switch (type) {
      case 'string': return { type, isMultivalued: values !== undefined, values: value<Words>((name) => this.text(name, repeated(anyCharacter))) };
      case 'boolean': return { type, values: value((name) => this.boolean(name)) };
      default: return { type, values: value((name) => this.number(name)) };
    }
  }
}

/** The condition keys of policies, each once, with what its operators compare. */
function freeKeysOf(policies: any[]): FreeKey[] {
  const compared = policies.flatMap(({ Statement }) => asList<any>(Statement)).flatMap(({ Condition = {} }) => Object.entries<any>(Condition))
    .flatMap(([operator, keys]) => Object.keys(keys).map((name) => ({ name, operator })));
  const byName = new Map<string, string[]>();
  compared.forEach(({ name, operator }) => byName.set(name.toLowerCase(), [...byName.get(name.toLowerCase()) ?? [], operator]));
  return [...byName].map(([name, operators]) => {
    const types = new Set(operators.filter((operator) => operator !== 'Null').map(typeOf));
    const [type = 'string', ...others] = types;
    if (others.length > 0) {
      throw new Error(`the proof does not know ${name}, which policies compare as ${[...types].join(' and ')}`);
    }
    return { name, type, values: operators.some((operator) => operator.startsWith('For')) ? operators.length : undefined };
  });
}

function typeOf(operator: string): FreeKey['type'] {
  const [, type] = /^(?:\w+:)?(String|Bool|Numeric|Date|Arn|IpAddress|NotIpAddress)/.exec(operator) ?? [];
  switch (type) {
    case 'String': return 'string';
    case 'Bool': return 'boolean';
    case 'Numeric': return 'number';
    case 'Date': return 'date';
    default: throw new Error(`the proof does not know any value of a key that ${operator} compares`);
  }
}
