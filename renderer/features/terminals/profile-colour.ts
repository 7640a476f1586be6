import type { ProfileColour } from '#shared/domain/terminal-profile.ts';

/** Sets `--profile`, which `bg-(--profile)` and the like take; see terminal.css. */
export const profileColours: Readonly<Record<ProfileColour, string>> = {
  red: 'profile-red',
  orange: 'profile-orange',
  yellow: 'profile-yellow',
  green: 'profile-green',
  blue: 'profile-blue',
  purple: 'profile-purple',
  grey: 'profile-grey',
};
