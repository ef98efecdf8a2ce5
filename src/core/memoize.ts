/** Computes a value once for each key, as long as the key exists: many roles share one value. */
export function memoize<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    if (!known.has(key)) {
      known.set(key, compute(key));
    }
    return known.get(key)!;
  };
}

/** Computes a value once for each text. Texts are never forgotten, so there must be few of them. */
export function memoizeText<V>(compute: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    if (!known.has(text)) {
      known.set(text, compute(text));
    }
    return known.get(text)!;
  };
}

/**
 * Computes a value once for each of the last texts, for values that are too large to keep for all.
 *
 * @param textOf all that the value depends on
 */
export function memoizeRecent<A extends unknown[], V>(textOf: (...args: A) => string, compute: (...args: A) => V, capacity = 32): (...args: A) => V {
  const known = new Map<string, V>();
  return (...args) => {
    const text = textOf(...args);
    const value = known.has(text) ? known.get(text)! : compute(...args);
    known.delete(text);
    known.set(text, value);
    if (known.size > capacity) {
      known.delete(known.keys().next().value!);
    }
    return value;
  };
}
