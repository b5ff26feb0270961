/** More columns are a sign that the delimiter, or the format, was taken wrongly. */
export const MAX_COLUMNS = 1000;
