const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [640, 320, 60, 40, 40]

/**
 * Curves over the number of objects, both axes logarithmic, as an SVG. `curves` are names, colours and points of
 * count and milliseconds.
 */
export function drawCurves(title, curves) {
  const points = curves.flatMap((curve) => curve.points)
  const [x, y] = [
    scale(
      points.map(([count]) => count),
      LEFT,
      WIDTH - 130,
    ),
    scale(
      points.map(([, time]) => time),
      HEIGHT - BOTTOM,
      TOP,
    ),
  ]
  const counts = [...new Set(points.map(([count]) => count))]
  const times = y.ticks
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/><text x="${LEFT}" y="20" font-size="14">${title}</text>`,
    ...times.map(
      (time) =>
        `<path d="M${LEFT} ${y.at(time)}H${WIDTH - 130}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y.at(time) + 4}" text-anchor="end">${label(time)}</text>`,
    ),
    ...counts.map(
      (count) => `<text x="${x.at(count)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${count}</text>`,
    ),
    `<text x="${(LEFT + WIDTH - 130) / 2}" y="${HEIGHT - 6}" text-anchor="middle">changed objects</text>`,
    ...curves.map(({ name, colour, points: own }) =>
      drawCurve(
        name,
        colour,
        own.map(([count, time]) => [x.at(count), y.at(time)]),
      ),
    ),
    '</svg>',
    '',
  ].join('\n')
}

function drawCurve(name, colour, places) {
  const [lastX, lastY] = places.at(-1)
  const dots = places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`).join('')
  return `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}<text x="${lastX + 8}" y="${lastY + 4}" fill="${colour}">${name}</text>`
}

function scale(values, from, to) {
  const [low, high] = [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))]
  const ticks = Array.from(
    { length: Math.floor(high) - Math.ceil(low) + 1 },
    (_, index) => 10 ** (Math.ceil(low) + index),
  )
  return { ticks, at: (value) => Math.round(from + ((Math.log10(value) - low) / (high - low || 1)) * (to - from)) }
}

const label = (time) => (time >= 1000 ? `${time / 1000} s` : `${time} ms`)
