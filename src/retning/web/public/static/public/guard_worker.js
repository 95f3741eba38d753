// Finds the number whose SHA-256 together with a salt is what was asked for (FIPS 180-4). Written out here,
// because a browser lends its own only to pages that came over https, and one call at a time.

const ROUND = Uint32Array.from([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
  101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229,
  233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311].map(cubeRootBits));
const START = Uint32Array.from([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);
const words = new Uint32Array(64);

// The first 32 bits after the point of a prime's cube root, exact: the largest whole r with r³ ≤ prime · 2⁹⁶.
function cubeRootBits(prime) {
  const wanted = BigInt(prime) << 96n;
  let root = 0n;
  for (let bit = 1n << 34n; bit > 0n; bit >>= 1n) {
    if ((root + bit) ** 3n <= wanted) {
      root += bit;
    }
  }
  return Number(root & 0xffffffffn);
}

// One block of 64 bytes, which `words` begins with, taken into `state`.
function takeIn(state) {
  for (let at = 16; at < 64; at += 1) {
    const early = words[at - 15];
    const late = words[at - 2];
    const first = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const second = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    words[at] = words[at - 16] + first + words[at - 7] + second;
  }
  let a = state[0]; let b = state[1]; let c = state[2]; let d = state[3];
  let e = state[4]; let f = state[5]; let g = state[6]; let h = state[7];
  for (let at = 0; at < 64; at += 1) {
    const turnedE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const chosen = (h + turnedE + ((e & f) ^ (~e & g)) + ROUND[at] + words[at]) | 0;
    const turnedA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const most = (turnedA + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + chosen) | 0;
    d = c; c = b; b = a; a = (chosen + most) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function load(bytes, from) {
  for (let at = 0; at < 16; at += 1) {
    const place = from + at * 4;
    words[at] = (bytes[place] << 24) | (bytes[place + 1] << 16) | (bytes[place + 2] << 8) | bytes[place + 3];
  }
}

function find({ salt, challenge, maxNumber }) {
  const wanted = Uint32Array.from(challenge.match(/.{8}/g), (part) => parseInt(part, 16));
  const said = new TextEncoder().encode(salt);
  const whole = said.length - (said.length % 64); // the blocks that are the same for every number
  const base = Uint32Array.from(START);
  for (let from = 0; from < whole; from += 64) {
    load(said, from);
    takeIn(base);
  }
  const state = new Uint32Array(8);
  const block = new Uint8Array(128);
  const view = new DataView(block.buffer);
  const first = said.length - whole;
  block.set(said.subarray(whole));
  for (let number = 0; number <= maxNumber; number += 1) {
    const digits = String(number);
    for (let at = 0; at < digits.length; at += 1) {
      block[first + at] = digits.charCodeAt(at);
    }
    const used = first + digits.length;
    const length = used + 9 <= 64 ? 64 : 128;
    block[used] = 0x80;
    view.setUint32(length - 4, (whole + used) * 8);
    state.set(base);
    load(block, 0);
    takeIn(state);
    if (length === 128) {
      load(block, 64);
      takeIn(state);
    }
    if (state[0] === wanted[0] && state.every((word, at) => word === wanted[at])) {
      return number;
    }
    if (length === 64 && used + 10 > 64) {
      view.setUint32(60, 0); // the next number may need the second block, and the length stands there
    }
  }
  throw new Error("no number fits");
}

self.onmessage = ({ data }) => self.postMessage(find(data));
