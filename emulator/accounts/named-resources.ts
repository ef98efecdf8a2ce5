import { AwsError } from '../aws-error';

/** Things of one kind in one account, whose names are unique without regard to case. */
export class Named<T extends { readonly name: string }> implements Iterable<T> {
  private readonly things = new Map<string, T>();

  constructor(private readonly kind: string) {}

  public add(thing: T): T {
    if (this.things.has(thing.name.toLowerCase())) {
      throw new AwsError('EntityAlreadyExists', `${this.kind} with name ${thing.name} already exists.`, 409);
    }
    this.things.set(thing.name.toLowerCase(), thing);
    return thing;
  }

  public find(name: string): T | undefined {
    return this.things.get(name.toLowerCase());
  }

  public get(name: string): T {
    const thing = this.find(name);
    if (!thing) {
      throw new AwsError('NoSuchEntity', `The ${this.kind.toLowerCase()} with name ${name} cannot be found.`, 404);
    }
    return thing;
  }

  public delete(name: string): void {
    this.things.delete(name.toLowerCase());
  }

  public [Symbol.iterator](): Iterator<T> {
    return this.things.values();
  }
}
