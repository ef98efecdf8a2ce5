import { AwsError } from '../aws-error';

/** The resources of one type in an account. Their names are unique, regardless of case. */
export class NamedResources<T extends { readonly name: string }> implements Iterable<T> {
  private readonly resources = new Map<string, T>();

  constructor(private readonly type: string) {}

  public add(resource: T): T {
    if (this.resources.has(resource.name.toLowerCase())) {
      throw new AwsError('EntityAlreadyExists', `${this.type} with name ${resource.name} already exists.`, 409);
    }
    this.resources.set(resource.name.toLowerCase(), resource);
    return resource;
  }

  public find(name: string): T | undefined {
    return this.resources.get(name.toLowerCase());
  }

  public get(name: string): T {
    const resource = this.find(name);
    if (!resource) {
      throw new AwsError('NoSuchEntity', `The ${this.type.toLowerCase()} with name ${name} cannot be found.`, 404);
    }
    return resource;
  }

  public delete(name: string): void {
    this.resources.delete(name.toLowerCase());
  }

  public [Symbol.iterator](): Iterator<T> {
    return this.resources.values();
  }
}
