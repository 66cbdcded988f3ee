/** Chances that come out the same for the same seed: sfc32, enough for invention and for nothing else. */
export class Random {
  private readonly state: [number, number, number, number];

  constructor(seed: number) {
    this.state = [0x9e3779b9, 0x243f6a88, 0xb7e15162, seed >>> 0];
    for (let warming = 0; warming < 15; warming += 1) this.next();
  }

  /** A number in [0, 1). */
  fraction(): number {
    return this.next() / 4_294_967_296;
  }

  /** Whether something of this probability happens. */
  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** A whole number from `from` to `to`, both inclusive. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  pick<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.fraction() * things.length)];
    if (thing === undefined) throw new Error('Nothing to pick from');
    return thing;
  }

  /** One of the keys, each as likely as its weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][]; // the record's own keys
    let left = this.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      left -= weight;
      if (left < 0) return key;
    }
    return this.pick(entries)[0];
  }

  /** An identifier of the shape Postgres makes. */
  uuid(): string {
    const hex = () => this.next().toString(16).padStart(8, '0');
    const [a, b, c, d] = [hex(), hex(), hex(), hex()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }

  private next(): number {
    const s = this.state;
    const sum = (((s[0] + s[1]) | 0) + s[3]) | 0;
    s[3] = (s[3] + 1) | 0;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = (s[2] + (s[2] << 3)) | 0;
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + sum;
    return sum >>> 0;
  }
}
