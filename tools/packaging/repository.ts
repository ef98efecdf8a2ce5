/** Where a repository shows its files, by the site that has it. */
interface Site {
  readonly host: RegExp;
  /** The address of a page at a commit, tag or branch, without the path of the file. */
  readonly page: (repository: string, ref: string) => string;
  /** The address of a file's bytes, as images need it. */
  readonly file: (repository: string, ref: string) => string;
}

const SITES: Site[] = [
  {
    host: /^github\.com$/,
    page: (repository, ref) => `${repository}/blob/${ref}`,
    file: (repository, ref) => `${repository.replace('//github.com', '//raw.githubusercontent.com')}/${ref}`,
  },
  { host: /gitlab/, page: (repository, ref) => `${repository}/-/blob/${ref}`, file: (repository, ref) => `${repository}/-/raw/${ref}` },
  { host: /^bitbucket\.org$/, page: (repository, ref) => `${repository}/src/${ref}`, file: (repository, ref) => `${repository}/raw/${ref}` },
  // GitHub Enterprise, and sites with the same addresses
  { host: /./, page: (repository, ref) => `${repository}/blob/${ref}`, file: (repository, ref) => `${repository}/raw/${ref}` },
];

/** The address of a repository for browsers: of `repository.url` in package.json, in each form that Git and npm accept. */
export function homeOf(url: string): string {
  const [, host, path] = /^(?:git\+)?(?:(?:https?|ssh|git):\/\/(?:[^@/]+@)?|[^@/]+@)([^:/]+(?::\d+(?=\/))?)[:/](.+?)(?:\.git)?\/?$/.exec(url) ?? [];
  if (!host) {
    throw new Error(`repository.url of package.json is ${url}, which is not the address of a repository; give it as https://HOST/OWNER/NAME.git`);
  }
  return `https://${host}/${path}`;
}

/** The addresses under which a repository shows its files at a commit, tag or branch. */
export function addressesOf(url: string, ref: string): { readonly page: string; readonly file: string } {
  const home = homeOf(url);
  const site = SITES.find(({ host }) => host.test(new URL(home).hostname))!;
  return { page: site.page(home, ref), file: site.file(home, ref) };
}
