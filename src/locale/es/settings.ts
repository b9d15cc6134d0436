// How new posts come to a chat, in Spanish.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Cómo llegan aquí las entradas nuevas, y cambiarlo",
  optionField: "Qué cambiar",
  optionValue: "Cómo debe ser",
  optionFrom: "Etiquetas o categorías de las que no saber más; de todas si se deja vacío",
  title: "Ajustes de este chat",
  fields: {
    language: "Idioma",
    show: "Se muestra como",
    silent: "Sin sonido",
    digest: "Todas juntas",
    at: "Resumen a las",
    quiet: "Horas de silencio",
    zone: "Zona horaria",
  },
  shows: { card: "tarjeta", title: "solo título" },
  switched: { on: "sí", off: "no" },
  none: "ninguno",
  ofBlog: "el del blog",
  now: (value) => `Ahora: ${value}`,
  back: "Volver",
  but: (names) => `pero no ${names}`,
  unknown: (name) => `No hay ningún ajuste «${name}».`,
  bad: (value) => `«${value}» no encaja aquí.`,
};
