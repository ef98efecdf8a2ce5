/** The sizes of a diagram in pixels. */
export interface DiagramLayout {
  readonly width: number;
  readonly users: { readonly x: number; readonly width: number };
  readonly accounts: { readonly x: number; readonly width: number };
  /** Whether the accounts are below the users, not next to them. */
  readonly isStacked: boolean;
  /** The most columns of accounts. */
  readonly columns: number;
}

/** For screens, paper and wikis. */
export const WIDE: DiagramLayout = {
  width: 960, users: { x: 1, width: 330 }, accounts: { x: 530, width: 429 }, isStacked: false, columns: 2,
};

/** For phones: readable at 320 pixels without scrolling. */
export const NARROW: DiagramLayout = {
  width: 300, users: { x: 1, width: 298 }, accounts: { x: 1, width: 298 }, isStacked: true, columns: 1,
};
