import { Formula } from './formula';
import { Language } from './languages';

/** A string of a request, whether it is one variable or a part of one. */
export interface Words {
  readonly in: (language: Language) => Formula;
  /** Whether it is the same as another string, where a policy compares two strings of the request. */
  readonly sameAs?: (other: Words) => Formula;
  /** Its text, if all requests have the same. */
  readonly constant?: string;
}

/** One value of a condition key, and whether the request has it. */
export interface Value<T> {
  readonly present: Formula;
  readonly value: T;
}

/** The six components of an ARN; text is a constant. */
export interface Arn {
  readonly partition: string | Words;
  readonly service: string | Words;
  readonly region: string | Words;
  readonly account: string | Words;
  readonly resource: string | Words;
}

/** What a request has in a condition key, by the type of the key. */
export type Key = { readonly isMultivalued?: boolean } & (
  | { readonly type: 'string'; readonly values: Value<Words>[] }
  | { readonly type: 'arn'; readonly values: Value<Arn>[] }
  | { readonly type: 'boolean'; readonly values: Value<Formula>[] }
  | { readonly type: 'number' | 'date'; readonly values: Value<Formula>[] }
  | { readonly type: 'address'; readonly values: Value<Address>[] }
);

/** A source address, as a number of its family. */
export interface Address {
  readonly family: Formula;
  readonly number: Formula;
}

/** The condition keys of a request for one action. Throws for a key that it does not know. */
export type Keys = (name: string) => Key;

export function unknownKey(name: string): never {
  throw new Error(`the proof does not know the condition key ${name}`);
}
