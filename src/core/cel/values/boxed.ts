/**
 * Every CEL value that JSON has no form for is an instance of a class below this one,
 * so that one `instanceof` tells it from a plain JSON object.
 */
export abstract class Boxed {}
