import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);

// src/errors/GateError.ts
var GateError = class extends Error {
  code;
  sentence;
  next;
  excerpt;
  constructor(code, sentence, next, options = {}) {
    super(`${sentence} ${next} [${code}]`, options);
    this.name = "GateError";
    this.code = code;
    this.sentence = sentence;
    this.next = next;
    this.excerpt = options.excerpt ?? null;
  }
};

export {
  GateError
};
