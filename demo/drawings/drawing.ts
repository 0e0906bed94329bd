/** An SVG that tells what it shows; colours and lines come from styles/drawings.css. */
export function drawing(kind: string, viewBox: string, description: string, content: string): string {
  return `<svg class="drawing drawing-${kind}" viewBox="${viewBox}" role="img" aria-label="${description}" focusable="false">${content}</svg>`;
}

/** Rounds a coordinate, so that the markup stays short. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function rect(kind: string, x: number, y: number, width: number, height: number): string {
  return `<rect class="${kind}" x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"/>`;
}

export function path(kind: string, d: string): string {
  return `<path class="${kind}" d="${d}"/>`;
}

export function dot(kind: string, x: number, y: number, radius: number): string {
  return `<circle class="${kind}" cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"/>`;
}

export function label(kind: string, x: number, y: number, text: string): string {
  return `<text class="${kind}" x="${short(x)}" y="${short(y)}">${text}</text>`;
}
